import { Layout, Roof } from '../../frame/layout.tsx';
import { useWords } from '../../frame/page.ts';
import { Link } from '../../frame/parts.tsx';
import { WORKSHOP } from '../../words/workshop.ts';
import { BLANK_PATH, WORKSHOP_PATH } from '../map/map-page.tsx';
import { MOST_MAPS, type Room } from './brought.ts';
import { Refused } from './refused.tsx';

/** Takes the maps of a workshop. @param room what was sent before, when nothing of it was a map */
export function OpenRoom({ room }: { room?: Room }) {
  const words = useWords(WORKSHOP);
  return (
    <Layout title={words.title} description={words.lead} roof={<Roof heading={words.heading} lead={words.lead} />}>
      {room && (
        <p class="fault" role="alert" id="fault-files">
          {room.refused.length > 0 || room.isCut ? words.none : words.noFile}
        </p>
      )}
      {room && <Refused room={room} />}
      <form method="post" action={WORKSHOP_PATH} enctype="multipart/form-data" class="stack">
        <div class="field">
          <label for="files">{words.files}</label>
          <p class="hint" id="files-hint">
            {words.hint(MOST_MAPS)} {words.promise}
          </p>
          <input
            type="file"
            id="files"
            name="files"
            multiple
            accept=".json,application/json"
            required
            aria-invalid={room !== undefined || undefined}
            aria-describedby={room ? 'files-hint fault-files' : 'files-hint'}
          />
        </div>
        <p class="row">
          <button type="submit" class="first">
            {words.see}
          </button>
          <Link to={BLANK_PATH} class="tap">
            {words.blank}
          </Link>
        </p>
      </form>
    </Layout>
  );
}

import type { Host } from '../../documents/host.ts';
import { useWords } from '../../pages/frame/page.ts';
import { type DeskVisit, queryParam } from '../desk.tsx';
import { Done } from '../desk-page.tsx';
import { HOST_DESK } from '../words/host-desk.ts';

/** Says that something was saved, where the address says so. */
export function Saved({ host, visit }: { host: Host; visit: DeskVisit }) {
  const words = useWords(HOST_DESK);
  if (queryParam(visit, 'saved') === undefined) return null;
  return (
    <Done>
      <strong>{host.state === 'draft' ? words.savedDraft : words.saved}</strong>
    </Done>
  );
}

import type { CommonNeed, Workshop, WorkshopSummary } from '../../../workshops/workshop.ts';
import { LanguageButton, Layout, Roof } from '../../frame/layout.tsx';
import { Cells, Fold, Section } from '../../frame/lists.tsx';
import { usePage, useWords } from '../../frame/page.ts';
import { Link, PrintButton } from '../../frame/parts.tsx';
import { WORKSHOP } from '../../words/workshop.ts';
import { WORKSHOP_PATH } from '../map/map-page.tsx';
import { Sideways } from '../map/table.tsx';
import type { Room } from './pages.tsx';
import { SharedPicture, SummaryTables } from './summary.tsx';

const MOST_NAMES = 10;

/** Files that are no map, by name, with why. */
export function Refused({ room: { refused, isCut } }: { room: Room }) {
  const words = useWords(WORKSHOP);
  if (refused.length === 0 && !isCut) return null;
  return (
    <div class="faults screen" role="alert">
      {refused.length > 0 && <p class="fault">{words.refused(refused.length)}</p>}
      <ul>
        {refused.slice(0, MOST_NAMES).map(({ name, why }, at) => (
          <li key={`${at} ${name}`}>
            <strong>{name}</strong>&nbsp;: {why}
          </li>
        ))}
      </ul>
      {refused.length > MOST_NAMES && <p>{words.moreFiles(refused.length - MOST_NAMES)}</p>}
      {isCut && <p>{words.cut}</p>}
    </div>
  );
}

const MOST_TOOLS = 15;

/** The size that a group needs of a usage. */
function SizeOf({ need: { accounts, storageGb, amounts, isAtLeast } }: { need: CommonNeed }) {
  const { say } = usePage();
  const words = useWords(WORKSHOP);
  const parts = [
    words.accounts(say.number(accounts), accounts > 1),
    ...(storageGb === null ? [] : [say.gigabytes(storageGb)]),
    ...Object.entries(amounts).map(([unit, amount]) => say.amount(unit, amount)),
  ];
  return (
    <>
      {isAtLeast && `${words.atLeast} `}
      {say.list(parts)}
    </>
  );
}

/** Who does what and with what: the screen of the person who leads the workshop. It is not printed. */
function RoomScreen({ workshop: { labels, usages, tools, needs } }: { workshop: Workshop }) {
  const { say } = usePage();
  const words = useWords(WORKSHOP);
  const common = tools.filter(({ usedBy }) => usedBy.length > 1).slice(0, MOST_TOOLS);
  const used = usages.filter(({ usedBy, wantedBy }) => usedBy.length + wantedBy.length > 0);
  return (
    <div class="screen stack">
      <Section title={words.usages}>
        <p class="text">{words.usagesLead}</p>
        <Sideways label={words.pictureRegion}>
          <SharedPicture usages={used} associations={labels.length} />
        </Sideways>
        <Fold title={words.who}>
          <Cells
            heads={[words.usage, words.usedBy, words.tooManyBy, words.wantedBy]}
            rows={used.map(({ usage, usedBy, tooManyBy, wantedBy }) => [
              say.usageShort(usage),
              ...[usedBy, tooManyBy, wantedBy].map((labels) => say.list(labels) || '–'),
            ])}
          />
        </Fold>
      </Section>
      <Section title={words.tools}>
        {common.length === 0 ? (
          <p>{words.noTools}</p>
        ) : (
          <ul class="list">
            {common.map(({ tool, isKnown, usedBy }) => (
              <li key={tool}>
                <strong>{isKnown ? say.tool(tool) : tool}</strong>
                {!isKnown && ` (${words.notKnown})`}
                {' · '}
                {words.toolUsedBy(usedBy.length)}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={words.needs}>
        {needs.length === 0 ? (
          <p>{words.noNeeds}</p>
        ) : (
          <>
            <p class="text">{words.needsLead}</p>
            <ul class="list">
              {needs.map((need) => (
                <li key={need.usage}>
                  <strong>{say.usageShort(need.usage)}</strong>
                  {' · '}
                  <SizeOf need={need} />
                  <br />
                  <span class="soft">
                    {words.toolUsedBy(need.wantedBy.length)}&nbsp;: {say.list(need.wantedBy)}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Section>
    </div>
  );
}

interface RoomPageProps {
  room: Room;
  workshop: Workshop;
  summary: WorkshopSummary | undefined;
  /** Labels of maps that count as one in the summary. */
  alike: readonly (readonly string[])[];
}

/** A workshop: on the screen all of the room, on paper only what tells of nobody. */
export function RoomPage({ room, workshop, summary, alike }: RoomPageProps) {
  const words = useWords(WORKSHOP);
  const { say } = usePage();
  return (
    <Layout
      title={words.title}
      wide
      roof={
        <Roof
          heading={
            <>
              <span class="screen">{words.together(room.maps.length)}</span>
              <span class="paper">{words.onPaper}</span>
            </>
          }
        >
          <p class="text screen">{words.promise}</p>
        </Roof>
      }
      otherLanguage={<LanguageButton action={WORKSHOP_PATH} form="room" />}
    >
      <form method="post" id="room" action={WORKSHOP_PATH} enctype="multipart/form-data" class="screen">
        {room.maps.map(({ label, map }) => (
          <div key={label}>
            <input type="hidden" name="label" value={label} />
            <input type="hidden" name="map" value={JSON.stringify(map)} />
          </div>
        ))}
        <p>{words.onScreen}</p>
        <p>
          {words.brought}&nbsp;: {say.list(workshop.labels)}.
        </p>
      </form>
      <Refused room={room} />
      <RoomScreen workshop={workshop} />
      <section class="stack">
        <h2 class="screen">{words.summary}</h2>
        {alike.map((labels) => (
          <p key={labels[0]} class="screen">
            {words.alike(say.list(labels))}
          </p>
        ))}
        {summary ? (
          <>
            <p class="text">
              {words.summaryLead} <span class="screen">{words.once}</span>
            </p>
            <p class="row screen">
              <PrintButton />
            </p>
            <SummaryTables summary={summary} />
          </>
        ) : (
          <p>{words.tooSmall}</p>
        )}
      </section>
      <p class="screen">
        <Link to={WORKSHOP_PATH}>{words.again}</Link>
      </p>
    </Layout>
  );
}

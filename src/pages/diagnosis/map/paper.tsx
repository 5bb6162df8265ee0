import type { ComponentChildren } from 'preact';
import type { Diagnosis } from '../../../diagnosis/answer.ts';
import { leavingText } from '../../../diagnosis/diagnose.ts';
import type { CurrentTool, ToolMap } from '../../../diagnosis/schema.ts';
import { capital } from '../../../ground/texts.ts';
import type { Reference, Tool } from '../../../vocabulary/reference.ts';
import { LanguageButton, Layout, Roof } from '../../frame/layout.tsx';
import { List, Pairs, Section } from '../../frame/lists.tsx';
import { usePage, useWords } from '../../frame/page.ts';
import { Go, PrintButton, Sentence } from '../../frame/parts.tsx';
import { BLANK_MAP, HANDOVER, type HandoverStep } from '../../words/paper.ts';
import { MAP_PAGE } from '../../words/tool-map.ts';
import { HANDOVER_PATH, MAP_PATH, MapForm } from './map-page.tsx';
import { Sideways } from './table.tsx';

const TOOL_LINES = 8;
const EMPTY_USAGES = 2;
const CHANGE_LINES = 3;

const times = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

/** Cells to write in, as many as a row has. */
const EmptyCells = ({ count }: { count: number }) => times(count).map((at) => <td key={at} />);

/** What most associations do: the usages that the guided need begins with. */
const commonUsages = ({ usages }: Reference): string[] =>
  [...usages.values()]
    .filter(({ startHere }) => startHere !== undefined)
    .sort((a, b) => a.startHere! - b.startHere!)
    .map(({ key }) => key);

function FirstSheet() {
  const words = useWords(BLANK_MAP);
  return (
    <Section class="leaf" title={words.first}>
      <p class="small">{words.roles}</p>
      <Sideways label={words.first}>
        <table class="cells blank tools">
          <thead>
            <tr>
              <th scope="col">{words.tool}</th>
              {words.questions.map(([head]) => (
                <th scope="col" key={head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {times(TOOL_LINES).map((at) => (
              <tr key={at}>
                <EmptyCells count={words.questions.length + 1} />
              </tr>
            ))}
          </tbody>
        </table>
      </Sideways>
      <h3>{words.meaning}</h3>
      <Pairs class="meanings small" of={words.questions} />
    </Section>
  );
}

function SecondSheet({ reference }: { reference: Reference }) {
  const words = useWords(BLANK_MAP);
  const { say } = usePage();
  const heads = [words.usage, words.with, words.tooMany, words.holds, words.backUp];
  return (
    <Section class="leaf" title={words.second}>
      <Sideways label={words.second}>
        <table class="cells blank">
          <thead>
            <tr>
              {heads.map((head) => (
                <th scope="col" key={head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {commonUsages(reference).map((usage) => (
              <tr key={usage}>
                <th scope="row">{capital(say.usageShort(usage))}</th>
                <EmptyCells count={heads.length - 1} />
              </tr>
            ))}
            {times(EMPTY_USAGES).map((at) => (
              <tr key={at}>
                <EmptyCells count={heads.length} />
              </tr>
            ))}
          </tbody>
        </table>
      </Sideways>
      <div class="halves">
        <section>
          <h3>{words.change}</h3>
          {times(CHANGE_LINES).map((at) => (
            <div class="write" key={at} />
          ))}
        </section>
        <section>
          <h3>{words.step}</h3>
          <dl class="pairs">
            {[words.what, words.who, words.when, words.seeAgain].map((label) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd class="write" />
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Section>
  );
}

/** The map on paper: two sheets of A4 on their side, whatever the language. */
export function BlankMap({ reference }: { reference: Reference }) {
  const words = useWords(BLANK_MAP);
  return (
    <Layout
      title={words.title}
      description={words.lead}
      wide
      roof={
        <Roof heading={words.heading} lead={words.lead}>
          <p class="row screen">
            <PrintButton />
          </p>
        </Roof>
      }
    >
      <p class="screen">
        {words.print} {words.afterwards}
      </p>
      <FirstSheet />
      <SecondSheet reference={reference} />
    </Layout>
  );
}

const MONTHS = 12;

/** A tool of the vocabulary that is a practice, such as paper. */
const PRACTICE = 'not-applicable';

/** What to do when somebody leaves, from what was said of a tool: always to take away access, and to look again. */
function stepsOf(said: CurrentTool): HandoverStep[] {
  return [
    'access',
    ...(said.formerMembersHaveAccess ? (['former'] as const) : []),
    ...(said.passwordShared || said.accountKind === 'shared' ? (['password'] as const) : []),
    ...(said.accountKind === 'personal' ? (['personal'] as const) : []),
    ...(said.domainOwner === 'person' ? (['domain'] as const) : []),
    ...(said.adminCount === 1 || said.referentCount === 1 ? (['alone'] as const) : []),
    'check',
  ];
}

/** A line to write on. */
const Written = ({ children }: { children?: ComponentChildren }) => (
  <>
    {children}
    <div class="write" />
  </>
);

/** A line to be filled in by hand. */
const written = (label: string) => [label, <Written key={label} />] as const;

function ToolSheet({ said, name, tool }: { said: CurrentTool; name: string; tool: Tool | undefined }) {
  const { say } = usePage();
  const words = useWords(HANDOVER);
  const { label, monthlyCostEur, usages } = said;
  const cost =
    monthlyCostEur == null
      ? undefined
      : monthlyCostEur === 0
        ? words.free
        : words.perYear(say.euros(monthlyCostEur * MONTHS));
  return (
    <li class="card">
      <h2>{name}</h2>
      {label && label.trim() !== name && <p class="soft">{words.called(label.trim())}</p>}
      <Pairs
        class="facts"
        of={[words.inCharge, words.second, cost ? `${words.bill} (${cost})` : words.bill].map(written)}
      />
      <Pairs
        of={[
          [words.serves, usages?.length ? say.list(usages.map(say.usageShort)) : words.notSaid],
          [
            words.leaving,
            tool && tool.licence !== PRACTICE ? (
              <Sentence key="leaving" text={leavingText(tool, say)} />
            ) : (
              <Written key="leaving">{tool ? words.leavingPaper : words.leavingUnknown}</Written>
            ),
          ],
          [
            words.gone,
            <List key="gone" class="boxes" of={stepsOf(said)}>
              {(step) => words.steps[step]}
            </List>,
          ],
        ]}
      />
    </li>
  );
}

interface HandoverProps {
  map: ToolMap;
  diagnosis: Diagnosis;
  reference: Reference;
}

/** A sheet for anyone who takes over: no password, no name of a person, room for roles. */
export function Handover({ map, diagnosis, reference }: HandoverProps) {
  const words = useWords(HANDOVER);
  const mapWords = useWords(MAP_PAGE);
  const { say } = usePage();
  const tools = map.currentTools ?? [];
  return (
    <Layout
      title={words.title}
      wide
      roof={<Roof heading={words.title} lead={words.lead} />}
      otherLanguage={<LanguageButton action={HANDOVER_PATH} form="map-form" />}
    >
      <MapForm map={map}>
        <PrintButton />
        <Go class="second" formaction={MAP_PATH} text={words.back} />
      </MapForm>
      <p class="state text">{words.rule}</p>
      <p class="small screen">
        {words.typed} {mapWords.promise}
      </p>
      {tools.length === 0 && <p>{words.none}</p>}
      <ul class="handed stack">
        {tools.map((said, at) => {
          const { typed, tool } = diagnosis.tools[at]!;
          const known = tool === null ? undefined : reference.tools.get(tool);
          return <ToolSheet key={`${at} ${typed}`} said={said} name={tool ? say.tool(tool) : typed} tool={known} />;
        })}
      </ul>
      <Pairs class="facts" of={[words.filledOn, words.byRole, words.nextOn].map(written)} />
    </Layout>
  );
}

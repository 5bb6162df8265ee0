import type { ComponentChildren } from 'preact';
import type { Diagnosis } from '../../../diagnosis/answer.ts';
import { leavingText } from '../../../diagnosis/diagnose.ts';
import type { CurrentTool, ToolMap } from '../../../diagnosis/schema.ts';
import type { Reference, Tool } from '../../../vocabulary/reference.ts';
import { LanguageButton, Layout, Roof } from '../../frame/layout.tsx';
import { List, Pairs } from '../../frame/lists.tsx';
import { usePage, useWords } from '../../frame/page.ts';
import { PrintButton, Sentence } from '../../frame/parts.tsx';
import { HANDOVER, type HandoverStep } from '../../words/paper.ts';
import { MAP_PAGE } from '../../words/tool-map.ts';
import { HANDOVER_PATH, MAP_PATH, MapForm } from './map-page.tsx';

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

/** A sheet for whoever takes over: no password, no name of a person, room for roles. */
export function Handover({ map, diagnosis, reference }: HandoverProps) {
  const words = useWords(HANDOVER);
  const { svg: _, ...mapWords } = useWords(MAP_PAGE);
  const { say } = usePage();
  const tools = map.currentTools ?? [];
  return (
    <Layout
      title={words.title}
      wide
      roof={<Roof heading={words.heading} lead={words.lead} />}
      otherLanguage={<LanguageButton action={HANDOVER_PATH} form="map-form" />}
    >
      <MapForm map={map}>
        <PrintButton />
        <button type="submit" class="second" formaction={MAP_PATH}>
          {words.back}
        </button>
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

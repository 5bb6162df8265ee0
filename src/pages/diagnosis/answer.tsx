import type { Diagnosis } from '../../diagnosis/answer.ts';
import { URGENT } from '../../diagnosis/findings.ts';
import { restOf } from '../../diagnosis/words/sentences.ts';
import { Helpers } from '../answer/help.tsx';
import { AskingForm } from '../asking/parts.tsx';
import { LanguageButton, Layout } from '../frame/layout.tsx';
import { Fold, List, Section } from '../frame/lists.tsx';
import { addressIn, usePage, useWords } from '../frame/page.ts';
import { EraseButton, Go, Notice, PrintButton, Sentence } from '../frame/parts.tsx';
import { ANSWER } from '../words/answer.ts';
import { DIAGNOSIS } from '../words/diagnosis.ts';
import { MAP_PAGE } from '../words/tool-map.ts';
import { HANDOVER_PATH, MAP_PATH } from './map/map-page.tsx';
import { ToolMapPicture } from './map/picture.tsx';
import { Sideways, UsageTable } from './map/table.tsx';
import { DIAGNOSIS_PATH, FORM } from './parts.tsx';
import { ASKS_HEALTH, Search } from './search.tsx';
import { hiddenOf, type State, toolsOf } from './state.ts';

type Finding = Diagnosis['findings'][number];

const briefly = (help: Finding['help']): Finding['help'] => help.slice(0, 1).map((one) => ({ ...one, text: '' }));

/**
 * What one thing means, what to do this month, who can help.
 * @param isBrief one who helps is named, without being described again
 */
function FindingCard({ finding: { text, advice, help, severity }, isBrief }: { finding: Finding; isBrief: boolean }) {
  const words = useWords(DIAGNOSIS).answer;
  return (
    <li class="card stack">
      <h3>
        <Sentence text={text} />
      </h3>
      <p>
        <strong>{URGENT.includes(severity) ? words.now : words.someDay}</strong> <Sentence text={advice} />
      </p>
      {help.length > 0 && (
        <div>
          <h4 class="small">{words.who}</h4>
          <Helpers help={isBrief ? briefly(help) : help} most={1} level={4} />
        </div>
      )}
    </li>
  );
}

const Findings = ({ findings, isBrief = false }: { findings: readonly Finding[]; isBrief?: boolean }) => (
  <ul class="cards three found">
    {findings.map((finding) => (
      <FindingCard key={finding.rule} finding={finding} isBrief={isBrief} />
    ))}
  </ul>
);

/** The ways to keep and change the map; the form around them carries it. */
function Ways({ state }: { state: State }) {
  const words = useWords(DIAGNOSIS).answer;
  const way = (to: 'names' | 'tools' | 'about') => <Go go={`to:${to}`} text={words.change[to]} />;
  return (
    <AskingForm id={FORM} class="screen stack" action={DIAGNOSIS_PATH} at="answer" values={hiddenOf(state)}>
      <nav class="send" aria-label={words.ways}>
        <Go class="button" go="file" picture="save" text={words.keep} />
        <PrintButton picture />
        <EraseButton form={FORM} />
      </nav>
      <p class="small soft">{words.keepHint}</p>
      <p class="row">
        {way('names')}
        {toolsOf(state).length > 0 && way('tools')}
        {way('about')}
      </p>
    </AskingForm>
  );
}

/** The map as a picture, and the sheets that are made of it: the form of this page sends it there. */
function DrawnMap({ diagnosis, state }: { diagnosis: Diagnosis; state: State }) {
  const words = useWords(MAP_PAGE);
  const page = usePage();
  const { usages, gaps } = diagnosis.map;
  if (usages.length + gaps.length + diagnosis.tools.length === 0) return null;
  return (
    <Section title={words.heading}>
      <div class="drawn">
        <Sideways label={words.pictureRegion}>
          <ToolMapPicture diagnosis={diagnosis} say={page.say} />
        </Sideways>
      </div>
      <div class="told">
        <UsageTable diagnosis={diagnosis} said={toolsOf(state)} say={page.say} />
      </div>
      <p class="row screen">
        <Go form={FORM} class="second" formaction={addressIn(page, MAP_PATH)} text={words.whole} />
        <Go form={FORM} class="second" formaction={addressIn(page, HANDOVER_PATH)} text={words.handOver} />
      </p>
    </Section>
  );
}

/** What a map shows: three things first, the rest one step away, then the need that it makes. */
export function MapAnswer({ diagnosis, state }: { diagnosis: Diagnosis; state: State }) {
  const words = useWords(DIAGNOSIS);
  const { answer } = words;
  const { printed } = useWords(ANSWER);
  const { say, site } = usePage();
  const { summary, findings, more, questions, consolidations, leaving, asOf } = diagnosis;
  return (
    <Layout
      title={words.title}
      wide
      otherLanguage={<LanguageButton action={DIAGNOSIS_PATH} form={FORM} />}
      roof={
        <>
          <h1>
            <Sentence text={summary} />
          </h1>
          <p class="paper">{printed(say.date(asOf), site)}</p>
        </>
      }
    >
      {findings.length > 0 && (
        <Section
          class="stack"
          title={findings.some(({ severity }) => URGENT.includes(severity)) ? answer.findings : answer.calmly}
        >
          <Findings findings={findings} />
          {more.length > 0 && (
            <Fold title={restOf(more, say.language)}>
              <Findings findings={more} isBrief />
            </Fold>
          )}
        </Section>
      )}
      {questions.length > 0 && (
        <Section class="stack text" title={answer.questions}>
          {questions.map(({ text }) => (
            <Notice key={text}>
              <Sentence text={text} />
            </Notice>
          ))}
          {questions.some(({ code }) => code !== ASKS_HEALTH) && (
            <Go line="screen" form={FORM} class="second" go="to:tools" text={answer.answerThem} />
          )}
        </Section>
      )}
      <DrawnMap diagnosis={diagnosis} state={state} />
      {consolidations.length > 0 && (
        <Section class="text" title={answer.together}>
          <List class="list" of={consolidations}>
            {({ text }) => <Sentence text={text} />}
          </List>
        </Section>
      )}
      {leaving.length > 0 && (
        <Section class="text" title={answer.leaving}>
          <Fold title={answer.leavingLead}>
            <List class="list" of={leaving}>
              {({ text }) => <Sentence text={text} />}
            </List>
          </Fold>
        </Section>
      )}
      <Search diagnosis={diagnosis} />
      <section>
        <Ways state={state} />
      </section>
    </Layout>
  );
}

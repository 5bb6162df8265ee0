import type { Model } from '../../catalogue/model.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { Layout, Roof } from '../frame/layout.tsx';
import { Fold, Section, Steps } from '../frame/lists.tsx';
import { useWords } from '../frame/page.ts';
import { CopyButton, Tap } from '../frame/parts.tsx';
import { BUILDER } from '../words/builder.ts';
import { linesOf, listAddress, policiesOf } from './lines.tsx';
import { type Prepared, Settings } from './settings.tsx';

interface BuilderProps {
  prepared: Prepared;
  model: Model;
  reference: Reference;
  publicUrl: string;
}

/** The page where the owner of a site chooses a list, looks at it, and copies what shows it. */
export function Builder(props: BuilderProps) {
  const words = useWords(BUILDER);
  const { publicUrl, prepared } = props;
  const { filters } = prepared.asked;
  const lines = linesOf(publicUrl, filters, prepared.language);
  const line = (id: 'element' | 'frame' | 'link' | 'pinned' | 'questions' | 'questionsFramed') => (
    <LineToCopy id={id} label={words[id]} hint={words[`${id}Hint`]} text={lines[id]} />
  );
  return (
    <Layout title={words.title} wide roof={<Roof heading={words.title} lead={words.lead} />}>
      <div class="halves">
        <Section class="stack" title={words.choices}>
          <Settings {...props} />
        </Section>
        <Section title={words.preview}>
          <iframe class="preview" src={listAddress('', filters, prepared.language)} title={words.frameTitle} />
        </Section>
      </div>
      <Section class="stack" title={words.lines}>
        <div class="cards three">
          <div class="card">{line('element')}</div>
          <div class="card">{line('frame')}</div>
          <div class="card">{line('link')}</div>
        </div>
      </Section>
      <Section class="stack" title={words.questionsTitle}>
        <div class="cards two">
          <div class="card">{line('questions')}</div>
          <div class="card">{line('questionsFramed')}</div>
        </div>
      </Section>
      <section class="text stack">
        <p>{words.privacy}</p>
        <Fold title={words.others}>{line('pinned')}</Fold>
        <Fold title={words.policy.title}>
          <Policies publicUrl={publicUrl} />
        </Fold>
      </section>
      <div class="halves">
        <Section class="stack" title={words.wordpress.title}>
          <p>{words.wordpress.lead}</p>
          <Steps of={words.wordpress.steps} />
          <p>
            <a class="button" href="/embed/wordpress.zip" download="bercail.zip">
              {words.wordpress.download}
            </a>
          </p>
          <LineToCopy
            id="shortcode"
            label={words.wordpress.line}
            hint={words.wordpress.lineHint}
            text={lines.shortcode}
          />
          <LineToCopy
            id="questions-shortcode"
            label={words.wordpress.questions}
            hint={words.wordpress.questionsHint}
            text={lines.questionsShortcode}
          />
          <p class="small soft">{words.wordpress.licence}</p>
        </Section>
        <Section class="stack" title={words.spip.title}>
          <p>{words.spip.lead}</p>
          <Steps of={words.spip.steps} />
          <h2>{words.badge.title}</h2>
          <Tap line to="/embed/badge" text={words.forHosts} />
        </Section>
      </div>
    </Layout>
  );
}

/** What the security policy of a site must allow, for each way to show something there. */
function Policies({ publicUrl }: { publicUrl: string }) {
  const { policy: words } = useWords(BUILDER);
  const policies = policiesOf(publicUrl);
  return (
    <div class="stack">
      <p>{words.lead}</p>
      <Steps of={words.steps} />
      <dl>
        {(['element', 'pinned', 'questions', 'both', 'frame', 'frameAlone'] as const).map((way) => (
          <div key={way}>
            <dt>{words[way]}</dt>
            <dd>
              <code>{policies[way]}</code>
            </dd>
          </div>
        ))}
      </dl>
      <p>{words.inline}</p>
    </div>
  );
}

/** Lines to copy, with one sentence that says when. */
export function LineToCopy({ id, label, hint, text }: { id: string; label: string; hint: string; text: string }) {
  return (
    <section class="stack">
      <h3>
        <label for={id}>{label}</label>
      </h3>
      <p id={`hint-${id}`}>{hint}</p>
      <textarea id={id} class="code" readOnly rows={5} spellcheck={false} aria-describedby={`hint-${id}`}>
        {text}
      </textarea>
      <p class="row">
        <CopyButton of={id} />
      </p>
    </section>
  );
}

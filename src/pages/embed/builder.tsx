import type { Model } from '../../catalogue/model.ts';
import type { Reference } from '../../vocabulary/reference.ts';
import { Layout, Roof } from '../frame/layout.tsx';
import { useWords } from '../frame/page.ts';
import { Link } from '../frame/parts.tsx';
import { BUILDER } from '../words/builder.ts';
import { type Prepared, Settings } from './settings.tsx';
import { LineToCopy, linesOf, listAddress } from './snippets.tsx';

interface BuilderProps {
  prepared: Prepared;
  model: Model;
  reference: Reference;
  publicUrl: string;
}

const Steps = ({ steps }: { steps: readonly string[] }) => (
  <ol class="steps">
    {steps.map((step, at) => (
      <li key={step}>
        <b>{at + 1}</b>
        <span>{step}</span>
      </li>
    ))}
  </ol>
);

/** The page where the owner of a site chooses a list, looks at it, and copies what shows it. */
export function Builder(props: BuilderProps) {
  const words = useWords(BUILDER);
  const { publicUrl, prepared } = props;
  const { filters } = prepared.asked;
  const lines = linesOf(publicUrl, filters, prepared.language);
  const line = (id: 'element' | 'frame' | 'link' | 'pinned' | 'questions') => (
    <LineToCopy id={id} label={words[id]} hint={words[`${id}Hint`]} text={lines[id]} />
  );
  return (
    <Layout title={words.title} wide roof={<Roof heading={words.title} lead={words.lead} />}>
      <div class="halves">
        <section class="stack">
          <h2>{words.choices}</h2>
          <Settings {...props} />
        </section>
        <section>
          <h2>{words.preview}</h2>
          <iframe class="preview" src={listAddress('', filters, prepared.language)} title={words.frameTitle} />
        </section>
      </div>
      <section class="stack">
        <h2>{words.lines}</h2>
        <div class="cards three">
          <div class="card">{line('element')}</div>
          <div class="card">{line('frame')}</div>
          <div class="card">{line('link')}</div>
        </div>
      </section>
      <section class="text stack">
        <p>{words.policy(new URL(publicUrl).origin)}</p>
        <p>{words.privacy}</p>
        <details>
          <summary>{words.others}</summary>
          {line('questions')}
          {line('pinned')}
        </details>
      </section>
      <div class="halves">
        <section class="stack">
          <h2>{words.wordpress.title}</h2>
          <p>{words.wordpress.lead}</p>
          <Steps steps={words.wordpress.steps} />
          <p>
            <a class="button" href="/embed/wordpress.php" download="bercail.php">
              {words.wordpress.download}
            </a>
          </p>
          <LineToCopy
            id="shortcode"
            label={words.wordpress.line}
            hint={words.wordpress.lineHint}
            text={lines.shortcode}
          />
          <p class="small soft">{words.wordpress.licence}</p>
        </section>
        <section class="stack">
          <h2>{words.spip.title}</h2>
          <p>{words.spip.lead}</p>
          <Steps steps={words.spip.steps} />
          <h2>{words.badge.title}</h2>
          <p>
            <Link to="/embed/badge" class="tap">
              {words.forHosts}
            </Link>
          </p>
        </section>
      </div>
    </Layout>
  );
}

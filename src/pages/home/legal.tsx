import { Layout } from '../frame/layout.tsx';
import { useWords } from '../frame/page.ts';
import { LEGAL } from '../words/legal.ts';

/** What is kept, where facts come from, how the order is chosen. */
export function Legal() {
  const words = useWords(LEGAL);
  return (
    <Layout title={words.title}>
      <h1>{words.title}</h1>
      {words.sections.map(({ heading, lines }) => (
        <section key={heading}>
          <h2>{heading}</h2>
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      ))}
      <p>
        <a href="/v1/policy">{words.rules}</a> · <a href="/docs">{words.docs}</a>
      </p>
    </Layout>
  );
}

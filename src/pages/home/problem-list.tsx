import { PROBLEMS } from '../../http/problems.ts';
import { Layout } from '../frame/layout.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { ERRORS } from '../words/errors.ts';

/** What the codes of errors mean, each at its stable address. */
export function ProblemList() {
  const words = useWords(ERRORS);
  const { language } = usePage();
  return (
    <Layout title={words.codes}>
      <h1>{words.codes}</h1>
      <p>{words.codesLead}</p>
      <dl>
        {Object.entries(PROBLEMS).map(([code, { status, title }]) => (
          <div key={code} id={code}>
            <dt>
              <code>{code}</code> · {status}
            </dt>
            <dd>{title[language]}</dd>
          </div>
        ))}
      </dl>
    </Layout>
  );
}

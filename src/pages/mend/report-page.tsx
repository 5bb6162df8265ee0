import type { Host } from '../../documents/host.ts';
import { curved } from '../../ground/texts.ts';
import { type Filled, Radios, Select, TextArea, TextLine } from '../frame/fields.tsx';
import { usePage, useWords } from '../frame/page.ts';
import { Link } from '../frame/parts.tsx';
import { MEND } from '../words/mend.ts';
import { MendPage } from './form.tsx';

const MOST = { text: 1000, url: 2000 } as const;

/** The part of the entry that is meant, by the names that its page gives them. */
function About({ host, filled }: { host: Host; filled: Filled }) {
  const words = useWords(MEND).report;
  const { say } = usePage();
  return (
    <Select
      filled={filled}
      name="about"
      label={words.about}
      groups={[
        ['', [['', words.whole]]],
        [words.services, host.services.map(({ slug, name }) => [`service:${slug}`, curved(name)])],
        [words.promises, host.commitments.map(({ kind }) => [`commitment:${kind}`, say.commitment(kind)])],
        [words.claims, host.claims.map(({ criterion }) => [`criterion:${criterion}`, say.criterion(criterion)])],
      ]}
    />
  );
}

/** “Something is wrong with this entry”, without an account and without saying who one is. */
export function ReportPage({ host, filled }: { host: Host; filled: Filled }) {
  const words = useWords(MEND);
  const { report } = words;
  return (
    <MendPage
      host={host}
      what="report"
      filled={filled}
      after={
        <>
          <h2>{words.becomes}</h2>
          <ul>
            {report.becomes.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p>
            <Link to={`/hosts/${host.slug}/removal`} class="tap">
              {report.instead}
            </Link>
          </p>
        </>
      }
    >
      <Radios filled={filled} name="kind" label={report.kind} choices={report.kinds} />
      <About host={host} filled={filled} />
      <TextArea filled={filled} name="text" label={report.text} hint={report.textHint} most={MOST.text} />
      <TextLine
        filled={filled}
        name="url"
        label={report.url}
        hint={report.urlHint}
        most={MOST.url}
        autocomplete="off"
      />
    </MendPage>
  );
}

import type { Host } from '../../documents/host.ts';
import { type Filled, Radios, TextArea, TextLine } from '../frame/fields.tsx';
import { useWords } from '../frame/page.ts';
import { Link } from '../frame/parts.tsx';
import { MEND } from '../words/mend.ts';
import { MendPage } from './form.tsx';

const MOST = { text: 1000, replyTo: 200 } as const;

/** What removing means, what is quicker, and the request itself. */
export function RemovalPage({ host, filled }: { host: Host; filled: Filled }) {
  const words = useWords(MEND);
  const { removal } = words;
  return (
    <MendPage
      host={host}
      what="removal"
      filled={filled}
      before={
        <>
          <h2>{removal.means}</h2>
          <ul>
            {removal.effects(host.slug).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <h2>{removal.quicker}</h2>
          <ul>
            <li>
              {removal.own} <Link to={`/manage/hosts/${host.slug}/take-over`}>{removal.takeOver}</Link>
            </li>
            <li>
              {removal.correct} <Link to={`/hosts/${host.slug}/report`}>{words.report.heading}</Link>
            </li>
          </ul>
          <h2>{removal.ask}</h2>
        </>
      }
      after={
        <>
          <h2>{words.becomes}</h2>
          <ul>
            {removal.becomes.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      }
    >
      <Radios filled={filled} name="asker" label={removal.asker} choices={removal.askers} />
      <TextLine
        filled={filled}
        name="replyTo"
        label={removal.replyTo}
        hint={removal.replyToHint}
        most={MOST.replyTo}
        autocomplete="email"
      />
      <TextArea filled={filled} name="text" label={removal.text} hint={removal.textHint} most={MOST.text} />
    </MendPage>
  );
}

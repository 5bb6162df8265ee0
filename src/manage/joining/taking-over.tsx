import type { Host } from '../../documents/host.ts';
import { curved } from '../../ground/texts.ts';
import type { Filled } from '../../pages/frame/fields.tsx';
import { useWords } from '../../pages/frame/page.ts';
import { Link } from '../../pages/frame/parts.tsx';
import { DESK } from '../desk.tsx';
import { DeskForm, DeskPage } from '../desk-page.tsx';
import { deskOfHost } from '../host/form.tsx';
import { LabelLine, ShownOnce } from '../persons-page.tsx';
import { JOINING } from '../words/joining.ts';
import { JOIN } from './looking.tsx';
import { TermsLine } from './registering.tsx';

/** What taking an entry over means for everybody, and the form for it. */
export function TakeOverPage({
  host,
  owned,
  isPerson,
  filled,
}: {
  host: Host;
  /** Somebody holds it. */
  owned: boolean;
  isPerson: boolean;
  filled: Filled;
}) {
  const words = useWords(JOINING);
  const name = curved(host.name);
  const action = `${DESK}/hosts/${host.slug}/take-over`;
  return (
    <DeskPage
      heading={words.takeOver(name)}
      lead={words.takeOverLead}
      crumb={[`/hosts/${host.slug}`, name]}
      form={action}
      filled={filled}
      isOpen={!isPerson}
    >
      <h2>{words.happens}</h2>
      <ul>
        {words[owned ? 'held' : 'free'].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <DeskForm id="desk" action={action} send={words.takeIt}>
        {!isPerson && <LabelLine filled={filled} />}
        <TermsLine filled={filled} />
      </DeskForm>
    </DeskPage>
  );
}

/** Why an entry cannot be claimed, and whom to ask. */
export function CannotPage({ why, isOpen }: { why: string; isOpen: boolean }) {
  const words = useWords(JOINING);
  return (
    <DeskPage heading={words.cannot} lead={why} crumb={[JOIN, words.askHere]} isOpen={isOpen}>
      <p>
        <Link to="/for-hosts">{words.join}</Link>
      </p>
    </DeskPage>
  );
}

/** The token, shown this once, how to keep it, and what comes next. */
export function KeepPage({ host, token, what }: { host: Host; token: string; what: 'registered' | 'claimed' }) {
  const words = useWords(JOINING);
  const at = deskOfHost(host);
  const proves = host.website !== undefined;
  return (
    <DeskPage heading={words[what]} lead={words.once}>
      <ShownOnce label={words.token} value={token} />
      <ul>
        {words.keeping.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {what === 'claimed' && <p>{words.claimOnly}</p>}
      <p class="row">
        <Link to={proves ? `${at}/proof` : at} class="button">
          {proves ? words.next : words.toDesk}
        </Link>
      </p>
    </DeskPage>
  );
}

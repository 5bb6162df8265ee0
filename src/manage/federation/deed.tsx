import { List } from '../../pages/frame/lists.tsx';
import { useWords } from '../../pages/frame/page.ts';
import { FORMS } from '../../pages/words/forms.ts';
import type { Context } from '../../record/context.ts';
import type { Desk, Shown, SignedIn } from '../desk.tsx';
import { DeskForm, TapLink } from '../desk-page.tsx';
import { ATTEMPTS, takenOr } from '../taking.ts';
import { FEDERATION_DESK } from '../words/federation.ts';
import { FEDERATION, FederationPage, type Opened, openDesk } from './frame.tsx';

/** One thing that may be done, with the button that does it. */
interface Way {
  /** What the button sends. */
  go: string;
  send: string;
  /** What comes of it; several sentences are a list. */
  lead: string | readonly string[];
  /** Above it, when it is not the first. */
  heading?: string;
}

/** A page that asks once more before something ends. */
export interface DeedSpec {
  heading: string;
  lead?: string;
  above: readonly [part: string, name: string];
  /** What is about to end, as it is now: when it is something else than what was read, the page asks again. */
  about: unknown;
  ways: readonly Way[];
  /** The version of what it ends, where that has one of its own; absent: that of the federation. */
  version?: number;
  /** @param go of the button that was pressed. @param version the If-Match of what it ends, as it was read */
  run(context: Context, go: string, version: string): Promise<unknown>;
  /** The part of the desk that follows, with its query. */
  next: string;
}

interface DeedPageProps {
  opened: Opened;
  spec: DeedSpec;
  action: string;
  refusal?: string;
}

function DeedPage({ opened, spec, action, refusal }: DeedPageProps) {
  const words = useWords(FEDERATION_DESK);
  const { heading, lead, above, about, ways } = spec;
  return (
    <FederationPage {...{ opened, heading, lead, above }} filled={{ typed: {}, faults: {}, refusal }}>
      {ways.map(({ go, send, lead, heading }, place) => (
        <section key={go}>
          {heading && <h2>{heading}</h2>}
          {typeof lead === 'string' ? <p>{lead}</p> : <List of={lead} />}
          <DeskForm
            action={action}
            send={send}
            hidden={{ go: [go], was: [JSON.stringify(about)] }}
            isSecond={place > 0}
          />
        </section>
      ))}
      <p>
        <TapLink to={`${opened.at}/${above[0]}`} name={words.keep} />
      </p>
    </FederationPage>
  );
}

/**
 * Adds a page that asks before it does something that a form cannot take back.
 * @param specOf may throw what is not there
 */
export function federationDeed(
  desk: Desk,
  part: string,
  operation: string,
  specOf: (opened: Opened) => DeedSpec | Promise<DeedSpec>,
): void {
  const path = `${FEDERATION}/${part}`;
  const read = async (visit: SignedIn) => {
    const opened = await openDesk(visit, operation);
    return { opened, spec: await specOf(opened), action: visit.request.url.split('?', 1)[0]! };
  };
  desk.page(path, async (visit) => <DeedPage {...(await read(visit))} />);

  const take = async (visit: SignedIn, sent: URLSearchParams, attempt = 1): Promise<Shown> => {
    const { page, reply } = visit;
    const shown = await read(visit);
    const { opened, spec } = shown;
    const again = (status: number, refusal: string) => ({ status, view: <DeedPage {...shown} refusal={refusal} /> });
    const way = spec.ways.find(({ go }) => go === sent.get('go'));
    if (!way) return { status: 200, view: <DeedPage {...shown} /> };
    if (sent.get('was') !== JSON.stringify(spec.about)) return again(409, FORMS[page.language].changed);
    return await takenOr(
      visit,
      async () => {
        await spec.run(opened.context, way.go, `v${spec.version ?? opened.federation.version}`);
        return { to: `${opened.at}/${spec.next}` };
      },
      ({ refusal = '' }) => again(reply.statusCode, refusal),
      { anew: attempt < ATTEMPTS && (() => take(visit, sent, attempt + 1)) },
    );
  };
  desk.form(path, (visit, { fields }) => take(visit, fields));
}

import type { VNode } from 'preact';
import { inTrial } from '../../database/transaction.ts';
import { List } from '../../pages/frame/lists.tsx';
import type { Context } from '../../record/context.ts';
import type { Awaitable, Desk, DeskAnswer } from '../desk.tsx';
import { DeskForm, LinkLine } from '../desk-page.tsx';
import { deskForm, type FormSpec, NO_FIELDS } from '../parts/form.tsx';
import { FEDERATION_DESK } from '../words/federation.ts';
import { FEDERATION, FederationPage, type OpenDesk, openDesk } from './frame.tsx';

/*
 * A form of a federation’s desk writes one thing that a federation says, by the command of the API. The version of a
 * federation is one for all that it says.
 */

export interface FederationFormSpec extends FormSpec {
  heading: string;
  lead?: string;
  above?: readonly [part: string, name: string];
  /** Between the heading and the form, and below it. */
  before?: VNode;
  after?: VNode;
  /** The version of what it writes, where that has one of its own; absent: that of the federation. */
  version?: number;
  /** The command. @param version the If-Match of what it writes, as it was read */
  save(context: Context, body: never, version: string): Promise<unknown>;
  /** true: its command reads by other connections than its own, so it is not tried: a trial would wait for itself. */
  readsElsewhere?: true;
  /** The part of the desk that follows, with its query. */
  next: string;
}

/**
 * Adds a page with a form to the desk of federations.
 * @param part the last part of its address. @param operation operationId of its command
 * @param specOf may show something else instead, and throw what is not there; `sent` are the fields of the form
 */
export function federationForm(
  desk: Desk,
  part: string,
  operation: string,
  specOf: (opened: OpenDesk, sent: URLSearchParams | undefined) => Awaitable<FederationFormSpec | DeskAnswer>,
): void {
  deskForm(desk, `${FEDERATION}/${part}`, async (visit, sent) => {
    const opened = await openDesk(visit, operation);
    const spec = await specOf(opened, sent);
    if (!('fields' in spec)) return spec;
    const { heading, lead, above, before, after, version = opened.federation.version, next } = spec;
    return {
      ...spec,
      page: (form, filled) => (
        <FederationPage {...{ opened, heading, lead, above, filled }} form={visit.request.url.split('?', 1)[0]!}>
          {before}
          {form}
          {after}
        </FederationPage>
      ),
      ...(!spec.readsElsewhere && {
        tries: (body) => inTrial(opened.context.db, (db) => spec.save({ ...opened.context, db }, body, `v${version}`)),
      }),
      save: async (body) => {
        await spec.save(opened.context, body as never, `v${version}`);
        return { to: `${opened.at}/${next}` };
      },
    };
  });
}

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
interface ConfirmSpec {
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

/**
 * Adds a page that asks before it does something that a form cannot take back.
 * @param specOf may throw what is not there
 */
export function federationConfirm(
  desk: Desk,
  part: string,
  operation: string,
  specOf: (opened: OpenDesk) => Awaitable<ConfirmSpec>,
): void {
  deskForm(desk, `${FEDERATION}/${part}`, async (visit) => {
    const opened = await openDesk(visit, operation);
    const spec = await specOf(opened);
    const { heading, lead, above, about, ways, version = opened.federation.version, next } = spec;
    const [action] = visit.request.url.split('?', 1);
    const run = (go: string) => async () => {
      await spec.run(opened.context, go, `v${version}`);
      return { to: `${opened.at}/${next}` };
    };
    return {
      ...NO_FIELDS,
      about,
      page: (_, filled) => (
        <FederationPage {...{ opened, heading, lead, above, filled }}>
          {ways.map(({ go, send, lead, heading }, place) => (
            <section key={go}>
              {heading && <h2>{heading}</h2>}
              {typeof lead === 'string' ? <p>{lead}</p> : <List of={lead} />}
              <DeskForm
                action={action!}
                send={send}
                hidden={{ go: [go], about: [JSON.stringify(about)] }}
                isSecond={place > 0}
              />
            </section>
          ))}
          <LinkLine to={`${opened.at}/${above[0]}`} name={FEDERATION_DESK[visit.page.language].keep} />
        </FederationPage>
      ),
      buttons: Object.fromEntries(ways.map(({ go }) => [go, run(go)])),
      // Nothing is done without a button.
      save: async () => ({ to: action! }),
    };
  });
}

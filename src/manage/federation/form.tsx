import type { VNode } from 'preact';
import type { Context } from '../../record/context.ts';
import type { Desk, Shown, Soon } from '../desk.tsx';
import { deskForm, type FormSpec } from '../parts/form.tsx';
import { FEDERATION, FederationPage, type Opened, openDesk } from './frame.tsx';

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
  /** The part of the desk that follows, with its query. */
  next: string;
}

/**
 * Adds a page with a form to the desk of federations.
 * @param part the last part of its address. @param operation operationId of its command
 * @param specOf may show something else instead, and throw what is not there
 */
export function federationForm(
  desk: Desk,
  part: string,
  operation: string,
  specOf: (opened: Opened) => Soon<FederationFormSpec | Shown>,
): void {
  deskForm(desk, `${FEDERATION}/${part}`, async (visit) => {
    const opened = await openDesk(visit, operation);
    const spec = await specOf(opened);
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
      save: async (body) => {
        await spec.save(opened.context, body as never, `v${version}`);
        return { to: `${opened.at}/${next}` };
      },
    };
  });
}

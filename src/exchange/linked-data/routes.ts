import { LINKED_TYPE, LinkedData } from '../../catalogue/linked.ts';
import { publicGet } from '../../http/get.ts';
import type { Routes } from '../../record/writer.ts';
import { addressesOn } from './addresses.ts';
import { contextOn } from './context.ts';

/** The context to which all linked data refer. */
export const linkedDataRoutes: Routes<never, { publicUrl: string }> = (app, { publicUrl }) => {
  const context = Buffer.from(JSON.stringify(contextOn(addressesOn(publicUrl))));
  publicGet(app, '/ns/context.jsonld', {
    dependsOn: 'build',
    operationId: 'getContext',
    summary: 'What the keys of linked data mean (JSON-LD context)',
    tag: 'Open data',
    answer: { content: { [LINKED_TYPE]: LinkedData } },
    handler: () => ({ body: context, type: LINKED_TYPE }),
  });
};

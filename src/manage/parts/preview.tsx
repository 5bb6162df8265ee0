import type { VNode } from 'preact';
import type { Filled } from '../../pages/frame/fields.tsx';
import type { Awaitable } from '../desk.tsx';
import { DeskForm } from '../desk-page.tsx';

/** What a form would come to, shown before it is done. */
export interface Preview {
  /** The words of the button that does it, and of the one that leads back to the form. */
  send: string;
  correct: string;
  /** Said when what was shown has changed before it was done; absent: that it has changed. */
  changed?: string;
  /** Whether a body has something to show; absent: each has. */
  isNeeded?(body: never): Promise<boolean>;
  /** @param filled says that what was shown before has changed */
  show(body: never, buttons: PreviewButtons, filled: Filled): Awaitable<VNode>;
}

export interface PreviewButtons {
  confirm: VNode;
  correct: VNode;
}

/** What `go` holds when what was shown is to be done. */
export const CONFIRM = 'confirm';

/** The two buttons below what is shown, which carry the form on. */
export function previewButtons(
  { send, correct }: Preview,
  action: string,
  carried: Readonly<Record<string, readonly string[]>>,
): PreviewButtons {
  return {
    confirm: <DeskForm action={action} send={send} hidden={{ ...carried, go: [CONFIRM] }} />,
    correct: <DeskForm id="desk" action={action} send={correct} hidden={{ ...carried, go: ['stay'] }} isSecond />,
  };
}

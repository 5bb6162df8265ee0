import type { Need } from '../../matching/schema.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { MAIL_TEXT } from '../words/mail.ts';

/** What is needed, one line for each usage. */
export function needLines(need: Need, say: Speaker): string[] {
  const words = MAIL_TEXT[say.language];
  return need.usages.map(({ usage, accounts, storageGb, amounts }) => {
    const many = usage === 'email-hosting' ? words.boxes : words.people;
    const sizes = [
      accounts !== undefined && many(say.number(accounts)),
      ...Object.values(amounts ?? {}).map((amount) => words.atOnce(say.number(amount))),
      storageGb !== undefined && words.about(say.gigabytes(storageGb)),
    ].filter((size) => size !== false);
    return `${say.usage(usage)}${sizes.length > 0 ? ` (${sizes.join(', ')})` : ''}`;
  });
}

/** A whole message: who asks, for what, and the questions that are still open. */
export function mailFor(need: Need, questions: readonly string[], say: Speaker): { subject: string; body: string } {
  const words = MAIL_TEXT[say.language];
  const { budgetPerYear, territory } = need;
  const place = territory ? say.territory(territory) : null;
  const budget =
    budgetPerYear == null ? [] : [budgetPerYear === 0 ? words.noBudget : words.budget(say.euros(budgetPerYear)), ''];
  return {
    subject: words.subject,
    body: [
      words.hello,
      '',
      words.who(place),
      ...needLines(need, say).map((line) => `- ${line}`),
      '',
      ...budget,
      words.welcome,
      '',
      ...(questions.length > 0 ? [words.ask, ...questions.map((question) => `- ${question}`), ''] : []),
      words.thanks,
      words.sign,
    ].join('\n'),
  };
}

import { type ConfigData, HtmlValidate, type ResolvedConfig, StaticConfigLoader } from 'html-validate';

/** Ours is the same for each page: putting it together anew takes longer than reading the page. */
class SameForAll extends StaticConfigLoader {
  #resolved?: Promise<ResolvedConfig>;

  override getConfigFor(handle: string): Promise<ResolvedConfig> {
    this.#resolved ??= Promise.resolve(super.getConfigFor(handle));
    return this.#resolved;
  }
}

/** What html-validate finds in a page, by its recommended rules but some, with the text around it. */
export function htmlFaultsBy(more: ConfigData['rules'] = {}): (html: string) => Promise<string[]> {
  const validator = new HtmlValidate(
    new SameForAll({
      root: true,
      extends: ['html-validate:recommended'],
      rules: {
        // Our renderer writes `<br/>` for `<br>`: both are HTML, and mean the same.
        'void-style': ['error', { style: 'selfclose' }],
        // A name may stand several times in a form: in each box of a question, and in each answer that is carried on.
        'form-dup-name': 'off',
        // HTML takes a `>` in a text as it is, and our renderer leaves it: it escapes `<`, `&` and quotation marks.
        'no-raw-characters': 'off',
        // A list may be named (WAI-ARIA 1.2, section 5.2.8).
        'aria-label-misuse': ['error', { allowAnyNamable: true }],
        ...more,
      },
    }),
  );
  return async (html) => {
    const { results } = await validator.validateString(html);
    return results.flatMap(({ messages }) =>
      messages.map(
        ({ ruleId, message, offset }) =>
          `${ruleId}: ${message}, at ${html.slice(Math.max(0, offset - 40), offset + 40)}`,
      ),
    );
  };
}

import { addressIn, usePage } from './page.ts';

const OTHER = { fr: { code: 'en', name: 'In English' }, en: { code: 'fr', name: 'En français' } } as const;

/** The same page in the other language. */
export function LanguageLink() {
  const page = usePage();
  const { code, name } = OTHER[page.language];
  return (
    <a href={addressIn(page, page.path, { lang: code })} lang={code} hreflang={code}>
      {name}
    </a>
  );
}

/** The same by a form, which is named, so that what was typed comes along. */
export function LanguageButton({ action, form }: { action: string; form: string }) {
  const page = usePage();
  const { code, name } = OTHER[page.language];
  return (
    <button
      type="submit"
      class="link"
      lang={code}
      form={form}
      formaction={addressIn(page, action, { lang: code })}
      name="go"
      value="stay"
    >
      {name}
    </button>
  );
}

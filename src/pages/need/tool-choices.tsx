import { Choice } from '../frame/controls.tsx';
import { useWords } from '../frame/page.ts';
import { NEED } from '../words/need.ts';
import type { Asking } from './asking.ts';
import { toolChoices } from './tools.ts';

/** The best known tools of what is looked for, then all others behind one line. */
export function ToolChoices({ asking: { form, reference } }: { asking: Asking }) {
  const words = useWords(NEED);
  const ticked = new Set(form.tool);
  const { shown, others } = toolChoices(form, reference);
  const choices = (list: typeof shown) =>
    list.map(({ key, name }) => (
      <Choice key={key} type="checkbox" name="tool" value={key} checked={ticked.has(key)} label={name} />
    ));
  return (
    <>
      {choices(shown)}
      {others.length > 0 && (
        <details open={others.some(({ key }) => ticked.has(key))}>
          <summary>{words.otherTool}</summary>
          {choices(others)}
        </details>
      )}
    </>
  );
}

import type { Need } from '../../matching/schema.ts';
import type { Reference, Tool } from '../../vocabulary/reference.ts';
import type { Speaker } from '../../vocabulary/speaker.ts';
import { COMPARE } from '../words/compare.ts';
import type { Today } from './side-by-side.tsx';

/* Pure: what is known of the tools that a need says are used today. Nobody recorded what they cost. */

function riskOf({ licence, jurisdictionZone, bigPlatform }: Tool, say: Speaker): string[] {
  const words = COMPARE[say.language].risks;
  return [
    ...(bigPlatform ? [words.bigPlatform] : []),
    ...(licence === 'proprietary' ? [words.proprietary] : []),
    ...(jurisdictionZone === 'US' ? [words.americanLaw] : []),
  ];
}

/** Which of the usages wanted each tool serves today, and what is publicly known to be at stake in it. */
export function presentTools(need: Need, { tools }: Reference, say: Speaker): Today {
  const words = COMPARE[say.language];
  const wanted = new Set(need.usages.map(({ usage }) => usage));
  const named = (need.currentTools ?? []).flatMap((key) => tools.get(key) ?? []);
  const told = (tool: Tool, parts: readonly string[]) =>
    parts.length > 0 ? [words.ofTool(tool.name, say.list(parts))] : [];
  // What is the same for several tools is said once.
  const byRisk = new Map<string, string[]>();
  for (const tool of named) {
    const risk = riskOf(tool, say).join(', ');
    if (risk !== '') byRisk.set(risk, [...(byRisk.get(risk) ?? []), tool.name]);
  }
  return {
    covers: named.flatMap((tool) =>
      told(
        tool,
        tool.usages.filter((usage) => wanted.has(usage)).map((usage) => say.usage(usage)),
      ),
    ),
    beware: [...byRisk].map(([risk, names]) => words.ofTool(say.list(names), risk)),
  };
}

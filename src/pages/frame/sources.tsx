import { Outside } from './link.tsx';

/** The pages where what is told was found, one step away. */
export function Sources({ title, sources }: { title: string; sources: readonly string[] }) {
  if (sources.length === 0) return null;
  return (
    <details>
      <summary>{title}</summary>
      <ul>
        {sources.map((source) => (
          <li key={source}>
            <Outside to={source} />
          </li>
        ))}
      </ul>
    </details>
  );
}

interface Section {
  heading: string;
  lines: readonly string[];
}

/** Short texts under headings, each line a statement that stands alone. */
export const Sections = ({ sections }: { sections: readonly Section[] }) => (
  <>
    {sections.map(({ heading, lines }) => (
      <section key={heading}>
        <h2>{heading}</h2>
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
    ))}
  </>
);

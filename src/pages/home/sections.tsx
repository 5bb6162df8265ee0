interface Section {
  heading: string;
  lines: readonly string[];
  /** Where links from elsewhere lead. */
  id?: string;
}

/** Short texts under headings, each line a statement that stands alone. */
export const Sections = ({ sections }: { sections: readonly Section[] }) => (
  <>
    {sections.map(({ heading, lines, id }) => (
      <section key={heading} id={id}>
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

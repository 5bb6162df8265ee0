/** What the tests use of a package without types. */
declare module 'jsonld' {
  export interface Loaded {
    contextUrl?: string;
    documentUrl: string;
    document: object;
  }
  export interface Options {
    /** Throws instead of dropping what no context knows. */
    safe: boolean;
    documentLoader(url: string): Promise<Loaded>;
  }
  const jsonld: {
    expand(document: object, options: Options): Promise<object[]>;
    toRDF(document: object, options: Options & { format: 'application/n-quads' }): Promise<string>;
  };
  export default jsonld;
}

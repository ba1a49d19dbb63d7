/** Where the project and its pages are on the web, for readers that have no files of this package. */
export const HOME = "https://github.com/encore-rubrics/encore";

export function checkAddress(check: string): string {
  return `${HOME}/blob/main/docs/checks/${check}.md`;
}

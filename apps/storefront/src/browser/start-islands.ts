/** Makes one element of the page smoother than it is without script. */
export type Island = (element: HTMLElement) => void;

/** Starts the script of every element that names one in data-island. One that fails leaves its element as the server drew it. */
export function startIslands(islands: Readonly<Record<string, Island>>): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-island]')) {
    try {
      islands[element.dataset.island ?? '']?.(element);
    } catch (error) {
      reportError(error);
    }
  }
}

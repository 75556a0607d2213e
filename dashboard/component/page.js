// What of the page Streamlit leaves as it is in every language: the language of the document, and where a grid starts.

export default function ({ data }) {
  document.documentElement.lang = data.language; // else a screen reader reads Arabic with an English voice
  if (!data.rtl) return undefined;
  // The data grid knows no right to left: with its columns turned round, it has to start at its right end.
  const turned = new WeakSet();
  const turn = () => {
    for (const grid of document.querySelectorAll(".dvn-scroller")) {
      if (turned.has(grid) || grid.scrollWidth <= grid.clientWidth) continue;
      turned.add(grid);
      grid.scrollLeft = grid.scrollWidth;
    }
  };
  const observer = new MutationObserver(() => requestAnimationFrame(turn));
  observer.observe(document.querySelector("[data-testid='stMain']") ?? document.body, { childList: true, subtree: true });
  turn();
  return () => observer.disconnect();
}

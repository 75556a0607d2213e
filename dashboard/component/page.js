// What of the page Streamlit leaves as it is in every language: the language of the document, why an upload was not taken,
// and where a grid starts.

export default function ({ data }) {
  document.documentElement.lang = data.language; // else a screen reader reads Arabic with an English voice
  const own = new Set(Object.values(data.uploads));
  const tell = () => {
    for (const reason of document.querySelectorAll("[data-testid=stFileChip] [role=alert]")) {
      const given = reason.textContent;
      if (own.has(given)) continue;
      reason.textContent = data.uploads[/or smaller/.test(given) ? "too_large" : /only one/i.test(given) ? "too_many" : "not_uploaded"];
    }
  };
  // The data grid knows no right to left: with its columns turned round, it has to start at its right end.
  const turned = new WeakSet();
  const turn = () => {
    if (!data.rtl) return;
    for (const grid of document.querySelectorAll(".dvn-scroller")) {
      if (turned.has(grid) || grid.scrollWidth <= grid.clientWidth) continue;
      turned.add(grid);
      grid.scrollLeft = grid.scrollWidth;
    }
  };
  const observer = new MutationObserver(() => {
    tell(); // before anything is painted
    requestAnimationFrame(turn);
  });
  observer.observe(document.querySelector("[data-testid='stMain']") ?? document.body, { childList: true, subtree: true });
  tell();
  turn();
  return () => observer.disconnect();
}

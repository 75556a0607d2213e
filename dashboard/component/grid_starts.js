// The data grid knows no right to left: with its columns turned round, it has to start at its right end.

export default function ({ data }) {
  const turned = new WeakSet();
  const turn = () => {
    for (const grid of document.querySelectorAll(".dvn-scroller")) {
      if (turned.has(grid) || grid.scrollWidth <= grid.clientWidth) continue;
      turned.add(grid);
      grid.scrollLeft = grid.scrollWidth;
    }
  };
  if (!data.rtl) return undefined;
  const observer = new MutationObserver(() => requestAnimationFrame(turn));
  observer.observe(document.querySelector("[data-testid='stMain']") ?? document.body, { childList: true, subtree: true });
  turn();
  return () => observer.disconnect();
}

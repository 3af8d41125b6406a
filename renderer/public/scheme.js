// Runs before anything is painted, so that no light page flashes up at night: by day or by night as last chosen in this
// browser (`app/app.tsx` writes it), else as the system has it.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('clockroom.scheme');
  } catch {
    // Storage is switched off: nothing was chosen.
  }
  const isChosen = chosen === 'light' || chosen === 'dark';
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.documentElement.setAttribute('data-mantine-color-scheme', isChosen ? chosen : system);
})();

// Before first paint: the theme the person chose here earlier (see src/lib/theme.ts).
try {
  var theme = localStorage.getItem("videoflow.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch (_) {
  // Storage is blocked: the system's colours apply.
}

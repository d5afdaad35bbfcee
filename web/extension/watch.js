/**
 * Tells the recorder what is clicked, chosen and switched in this page, and into which field somebody types: never what.
 *
 * 1. A click on something that can be pressed is told, with what it is, what it is called, and where it stands.
 * 2. Of a field the first stroke is told, once for each time it is entered. Of a field for passwords nothing is.
 * 3. What a list or a checkbox became is told by its change, which is once however it was pressed.
 */
(() => {
  if (globalThis.videoflowWatches) return;
  globalThis.videoflowWatches = true;
  const { pressable, roleOf, nameOf, boxOf, isField, isSecret, isOn } = globalThis.videoflowElements;
  const TOGGLES = ["checkbox", "switch", "menuitemcheckbox"];
  /** The name by which the recorder knows that the picture is this tab's. */
  const tab = crypto.randomUUID();
  let typedInto = null;
  try {
    navigator.mediaDevices?.setCaptureHandleConfig?.({ handle: tab, exposeOrigin: false, permittedOrigins: ["*"] });
  } catch {
    // A frame, or a browser without it: then boxes are left out.
  }

  function tell(element, kind, more = {}) {
    if (isSecret(element)) return;
    const at = Date.now();
    const told = { at, tab, kind, role: roleOf(element), name: nameOf(element), box: boxOf(element), ...more };
    // Rejects where the extension was updated under the page, and where nobody records.
    Promise.resolve(chrome.runtime.sendMessage({ told })).catch(() => undefined);
  }

  function onClick(event) {
    if (!event.isTrusted) return;
    const element = pressable(event.composedPath()[0] ?? event.target);
    if (element === null || isField(element)) return;
    // Their change is told.
    if (element.tagName === "SELECT" || element.tagName === "OPTION" || ["checkbox", "radio"].includes(element.type)) return;
    if (!TOGGLES.includes(roleOf(element))) return tell(element, "click");
    // As it is once the page has answered.
    const box = boxOf(element);
    setTimeout(() => tell(element, "toggle", { box, isOn: isOn(element) }), 50);
  }

  function onChange({ isTrusted, target }) {
    if (!isTrusted || !(target instanceof Element)) return;
    if (target.type === "checkbox") tell(target, "toggle", { isOn: target.checked });
    if (target.type === "radio") tell(target, "choose");
    if (target.tagName !== "SELECT") return;
    const option = target.selectedOptions[0]?.label ?? "";
    tell(target, "choose", { role: "option", name: option.trim().slice(0, 120), within: nameOf(target) });
  }

  function onInput({ isTrusted, target }) {
    if (!isTrusted || !(target instanceof Element) || target === typedInto || !isField(target)) return;
    typedInto = target;
    tell(target, "type");
  }

  const quietly = { capture: true, passive: true };
  document.addEventListener("click", onClick, quietly);
  document.addEventListener("change", onChange, quietly);
  document.addEventListener("input", onInput, quietly);
  document.addEventListener("focusout", () => (typedInto = null), quietly);
})();

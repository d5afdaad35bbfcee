/**
 * What an element is and what it is called, as assistive technology would say it. Nothing here reads what was typed.
 * A plain script, because content scripts are: it leaves its functions in `videoflowElements`.
 */
(() => {
  const PRESSABLE =
    "button, a[href], summary, select, option, input:not([type=hidden]), textarea, [contenteditable=''], [contenteditable=true], " +
    "[role=button], [role=link], [role=tab], [role=switch], [role=checkbox], [role=radio], [role=option], [role=textbox], " +
    "[role=searchbox], [role=combobox], [role=menuitem], [role=menuitemcheckbox], [role=menuitemradio], [role=treeitem]";
  const INPUTS = {
    button: "button", submit: "button", reset: "button", image: "button", checkbox: "checkbox", radio: "radio",
    search: "searchbox", number: "spinbutton", range: "slider", file: "button", color: "button",
  };
  const TAGS = { A: "link", BUTTON: "button", SUMMARY: "button", SELECT: "combobox", OPTION: "option", TEXTAREA: "textbox" };
  const FIELDS = ["textbox", "searchbox", "spinbutton"];
  const LONGEST = 120;

  /** What can be pressed there; null for the page itself. */
  function pressable(target) {
    return target instanceof Element ? target.closest(PRESSABLE) : null;
  }

  function roleOf(element) {
    const said = element.getAttribute("role")?.trim().split(/\s+/)[0];
    if (said) return said.toLowerCase();
    if (element.tagName === "INPUT") return INPUTS[element.type] ?? "textbox";
    return TAGS[element.tagName] ?? (element.isContentEditable ? "textbox" : "");
  }

  /** Its name: what the page says it is, its label, its picture's words, or its own. Of a field never its content. */
  function nameOf(element) {
    const role = roleOf(element);
    const ways = [
      () => byIds(element.getAttribute("aria-labelledby"), element),
      () => element.getAttribute("aria-label"),
      () => [...(element.labels ?? [])].map(textOf).join(" "),
      () => (["submit", "button", "reset"].includes(element.type) && element.tagName === "INPUT" ? element.value : ""),
      () => element.getAttribute("alt"),
      () => (FIELDS.includes(role) || element.tagName === "SELECT" ? "" : textOf(element)),
      () => element.getAttribute("placeholder"),
      () => element.getAttribute("title"),
    ];
    for (const way of ways) {
      const name = plain(way());
      if (name) return name;
    }
    return "";
  }

  function byIds(ids, element) {
    if (!ids) return "";
    const found = ids.split(/\s+/).map((id) => element.getRootNode().getElementById?.(id));
    return found.filter(Boolean).map(textOf).join(" ");
  }

  /** The words on it, with those of its pictures; without what stands in fields inside of it. */
  function textOf(node) {
    if (node.nodeType === 3) return node.data;
    if (node.nodeType !== 1 || node.getAttribute("aria-hidden") === "true") return "";
    if (["INPUT", "SELECT", "TEXTAREA", "SCRIPT", "STYLE"].includes(node.tagName) || node.isContentEditable) return "";
    const said = node.getAttribute("aria-label") ?? node.getAttribute("alt");
    return said ?? [...node.childNodes].map(textOf).join(" ");
  }

  function plain(text) {
    return (text ?? "").replace(/\s+/g, " ").trim().slice(0, LONGEST);
  }

  /** Left, top, right and bottom as shares of what is seen of the page; null inside of a frame, which knows no more. */
  function boxOf(element, view = window) {
    if (view.top !== view) return null;
    const { left, top, right, bottom } = element.getBoundingClientRect();
    if (right <= left || bottom <= top) return null;
    return [left / view.innerWidth, top / view.innerHeight, right / view.innerWidth, bottom / view.innerHeight];
  }

  function isField(element) {
    return FIELDS.includes(roleOf(element));
  }

  function isSecret(element) {
    return element.type === "password" || /password|one-time-code|cc-/.test(element.getAttribute("autocomplete") ?? "");
  }

  /** Whether it is on: a checkbox, or something that says so; null for what is neither on nor off. */
  function isOn(element) {
    if (element.type === "checkbox") return element.checked;
    const said = element.getAttribute("aria-checked") ?? element.getAttribute("aria-pressed");
    return said === "true" || said === "false" ? said === "true" : null;
  }

  globalThis.videoflowElements = { pressable, roleOf, nameOf, boxOf, isField, isSecret, isOn };
})();

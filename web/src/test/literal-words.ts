/**
 * Finds words for people that stand in the code instead of in the catalogue (src/words).
 *
 * 1. Text between tags, and attributes that are read or heard, hold no letters of their own.
 * 2. Elsewhere, a string that reads as a sentence (it begins as one, and has two words or a full stop) is one: apart from
 *    what is thrown at programmers, and from what compares or names things.
 */
import ts from "typescript";

const SPOKEN = new Set(["aria-label", "alt", "title", "placeholder", "label", "hint", "subtitle", "about", "name", "none", "what", "done", "action", "text", "spoken", "shown"]);
const SENTENCE = /^[“„]?[A-Z][\p{L}’']*(?: (?:… )?\p{L}|[.!?…]$)/u;
const LETTERS = /\p{L}{2}/u;

export interface Literal {
  line: number;
  text: string;
}

export function literalWords(file: string, source: string): Literal[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: Literal[] = [];
  const tell = (node: ts.Node, text: string): void => {
    found.push({ line: tree.getLineAndCharacterOfPosition(node.getStart()).line + 1, text: text.trim().slice(0, 60) });
  };

  function visit(node: ts.Node): void {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isJsxText(node) && LETTERS.test(node.text)) tell(node, node.text);
    else if (isText(node) && isSaid(node)) tell(node, node.getText());
    ts.forEachChild(node, visit);
  }

  visit(tree);
  return found;
}

function isText(node: ts.Node): node is ts.StringLiteral | ts.NoSubstitutionTemplateLiteral | ts.TemplateExpression {
  return ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node);
}

/** The text without what is put into it. */
function textOf(node: ts.StringLiteral | ts.NoSubstitutionTemplateLiteral | ts.TemplateExpression): string {
  if (!ts.isTemplateExpression(node)) return node.text;
  return node.head.text + node.templateSpans.map(({ literal }) => `\u2026${literal.text}`).join("");
}

function isSaid(node: ts.StringLiteral | ts.NoSubstitutionTemplateLiteral | ts.TemplateExpression): boolean {
  const text = textOf(node);
  if (!LETTERS.test(text) || isThrown(node)) return false;
  const attribute = attributeOf(node);
  if (attribute === "className") return false;
  if (SENTENCE.test(text)) return true;
  return attribute !== null && SPOKEN.has(attribute) && /^[“„]?\p{Lu}\p{Ll}/u.test(text);
}

/** The attribute, or the property called like one, whose value (or a branch of it) this is. */
function attributeOf(node: ts.Node): string | null {
  let at = node.parent;
  while (ts.isConditionalExpression(at) || ts.isParenthesizedExpression(at) || ts.isJsxExpression(at)) at = at.parent;
  if (ts.isJsxAttribute(at)) return at.name.getText();
  return ts.isPropertyAssignment(at) ? at.name.getText() : null;
}

function isThrown(node: ts.Node): boolean {
  const call = node.parent;
  return (ts.isNewExpression(call) && /(Error|Exception)$/.test(call.expression.getText())) || (ts.isCallExpression(call) && call.expression.getText() === "super");
}

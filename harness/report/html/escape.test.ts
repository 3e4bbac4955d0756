import { expect, test } from "vitest";
import { html, own, render } from "./escape.ts";
import { visible } from "./visible.ts";

test("text that is put into markup stays text, in an element and in an attribute", () => {
  const text = `<b onclick='x' title="y">&amp;\`</b>`;
  expect(render(html`<p title="${text}">${text}</p>`)).toBe(
    '<p title="&lt;b onclick=&#39;x&#39; title=&quot;y&quot;&gt;&amp;amp;&#96;&lt;/b&gt;">' +
      "&lt;b onclick=&#39;x&#39; title=&quot;y&quot;&gt;&amp;amp;&#96;&lt;/b&gt;</p>",
  );
});

test("markup that was made here is put in as it is, and so are lists of it; null and false are nothing", () => {
  const item = (name: string) => html`<li>${name}</li>`;
  expect(render(html`<ul>${["a", "<"].map(item)}</ul>${null}${false}${0}${own("<hr>")}`)).toBe(
    "<ul><li>a</li><li>&lt;</li></ul>0<hr>",
  );
});

test("an object that only looks like markup is none", () => {
  const forged = JSON.parse('{"markup":"<script>","Symbol(markup)":"<script>"}');
  expect(() => render(html`<p>${forged}</p>`)).toThrow(TypeError);
});

test("what a browser would swallow, obey or not draw is written out", () => {
  expect(visible("a\u0000\u001b[31m\r\u202eb\u200b\u2028\ufeff\u0085")).toBe(
    "a\\x00\\x1b[31m\\x0d\\u202eb\\u200b\\u2028\\ufeff\\x85",
  );
  expect(visible("\ud800x\udc00\ufffe\u{1ffff}\u{e0041}")).toBe("\\ud800x\\udc00\\ufffe\\u{1ffff}\\u{e0041}");
});

test("what people write stays as they wrote it", () => {
  const text = "Ünï çödé 漢字 עברית\t\nnext 😀 ❤\ufe0f";
  expect(visible(text)).toBe(text);
});

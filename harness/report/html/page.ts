import { createHash } from "node:crypto";
import { html, type Markup, own, render } from "./escape.ts";
import { type Part, sectionOf } from "./parts.ts";
import { script } from "./script.ts";
import { style } from "./style.ts";

export interface Page {
  readonly title: string;
  /** "verify" */
  readonly command: string;
  readonly verdict: Markup;
  readonly parts: readonly Part[];
}

/** Nothing may be loaded or sent; the one style and the one script are known by their hashes. */
function policy(): string {
  const sources = [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    `script-src '${hashOf(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ];
  return sources.join("; ");
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

/** One document that needs nothing else. */
export function pageOf({ title, command, verdict, parts }: Page): string {
  return render(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${own(policy())}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${own(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<header><p><b>holdfast</b> ${command}</p><button type="button" id="theme" hidden>Dark colours</button></header>
${parts.length > 0 && contents(parts)}
<main id="main" tabindex="-1">${verdict}${parts.map(sectionOf)}
</main>
<script>${own(script)}</script>
</body>
</html>
`);
}

function contents(parts: readonly Part[]): Markup {
  return html`<nav aria-label="Parts of the report"><ul><li><a href="#verdict">Verdict</a></li>${parts.map(
    ({ id, title, aside }) =>
      html`<li><a href="#${id}">${title}</a>${aside !== "" && html` <small>${aside}</small>`}</li>`,
  )}</ul></nav>`;
}

import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import ts from "typescript";
import { PAGE } from "./support.mjs";

test("the JSDoc types of the page hold", () => {
  const program = ts.createProgram([path.join(PAGE, "main.js")], {
    allowJs: true, checkJs: true, noEmit: true, strict: true, noUnusedLocals: true,
    target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022,
    moduleResolution: ts.ModuleResolutionKind.Bundler, lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  });
  const found = ts.getPreEmitDiagnostics(program).map((d) => {
    const line = d.file ? d.file.getLineAndCharacterOfPosition(d.start ?? 0).line + 1 : 0;
    return `${path.basename(d.file?.fileName ?? "")}:${line}: ${ts.flattenDiagnosticMessageText(d.messageText, " ")}`;
  });
  assert.deepEqual(found, []);
});

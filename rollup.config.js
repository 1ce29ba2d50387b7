// Bundles for browsers, from the JavaScript that tsc wrote: `npm run build:types` goes before.
import nodeResolve from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import dts from "rollup-plugin-dts";

/** Takes indentation and comments out of css`…` templates. Lines stay lines, so that source maps stay right. */
const trimStyles = {
  name: "trim-styles",
  transform(code, id) {
    if (!/widget\/dist\/lib\/styles\//.test(id)) return null;
    const trimmed = code.replace(/css`[^`]*`/g, (css) =>
      css.replace(/\/\*[^]*?\*\//g, (comment) => comment.replace(/[^\n]/g, "")).replace(/\n[ \t]+/g, "\n").replace(/: /g, ":").replace(/ \{/g, "{").replace(/;\n\}/g, "\n}"),
    );
    return { code: trimmed, map: null };
  },
};

const minify = () =>
  terser({ ecma: 2022, module: true, compress: { passes: 3, unsafe_arrows: true }, format: { comments: false } });

const widget = {
  // Registers the element. What comes after choosing a slot, and other languages, are chunks of their own.
  input: { "booking-widget": "widget/dist/lib/define.js" },
  // What the chunks share is exported by the entry, which is always there first.
  preserveEntrySignatures: "allow-extension",
  output: {
    dir: "widget/dist",
    format: "es",
    sourcemap: true,
    entryFileNames: "[name].js",
    chunkFileNames: ({ facadeModuleId }) => `booking-widget.${/checkout/.test(facadeModuleId) ? "checkout" : "[name]"}.js`,
    hoistTransitiveImports: false,
  },
  plugins: [nodeResolve({ exportConditions: ["production", "browser"] }), trimStyles, minify()],
  onwarn(warning, warn) {
    // Lit's decorators are compiled to `this && this.__decorate`-free code; anything else is worth reading.
    if (warning.code !== "THIS_IS_UNDEFINED") warn(warning);
  },
};

const widgetTypes = {
  input: "widget/dist/lib/index.d.ts",
  output: { file: "widget/dist/index.d.ts", format: "es" },
  external: ["lit", "@holdfast/sdk"],
  plugins: [dts()],
};

const sdk = {
  input: "sdk/dist/lib/index.js",
  output: { file: "sdk/dist/holdfast.js", format: "es", sourcemap: true },
  plugins: [nodeResolve({ browser: true }), minify()],
};

export default [widget, widgetTypes, sdk];

// Bundles for browsers, from the JavaScript that tsc wrote: `npm run build:types` goes before.
import nodeResolve from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import dts from "rollup-plugin-dts";

/**
 * Takes comments and white space out of css`…` templates, and indentation out of html`…` ones. What is left out of a
 * line stays behind it as empty lines, so that source maps stay right.
 */
const trimTemplates = {
  name: "trim-templates",
  transform(code, id) {
    if (!/widget\/dist\/lib\//.test(id)) return null;
    // tsc writes a space behind the tag.
    const styles = code.replace(/css ?`([^`]*)`/g, (_, css) => {
      const short = css
        .replace(/\/\*[^]*?\*\//g, "")
        .replace(/\s+/g, " ")
        .replace(/ ?([{};,>]) ?/g, "$1")
        .replace(/: /g, ":")
        .replace(/;\}/g, "}");
      return `css\`${short.trim()}\`${css.replace(/[^\n]/g, "")}`;
    });
    return { code: styles.replace(/\n[ \t]+/g, "\n"), map: null };
  },
};

/**
 * A policy's name may be given once per page, and each bundle brings its Lit: the first one's policy is everybody's.
 * Fails where Lit does not say it as it did.
 */
const oneLitPolicy = {
  name: "one-lit-policy",
  transform(code, id) {
    if (!id.endsWith("/lit-html/lit-html.js")) return null;
    const shared = code.replace(/(\w+)\.createPolicy\("lit-html"/, (call) => `globalThis[Symbol.for("holdfast.lit-policy")]??=${call}`);
    if (shared === code) this.error("Lit makes its policy in another way now.");
    return { code: shared, map: null };
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
  plugins: [nodeResolve({ exportConditions: ["production", "browser"] }), oneLitPolicy, trimTemplates, minify()],
  onwarn(warning, warn) {
    // Lit's decorators are compiled to `this && this.__decorate`-free code; anything else is worth reading.
    if (warning.code !== "THIS_IS_UNDEFINED") warn(warning);
  },
};

/**
 * A bundle of its own, so that a page with the one element does not wait for the other; what both need is in both.
 * Moving a booking brings the calendar.
 */
const account = {
  ...widget,
  input: { "booking-account": "widget/dist/lib/define-account.js" },
  output: {
    ...widget.output,
    // A chunk whose insides another one uses has no facade to be named after.
    chunkFileNames: ({ moduleIds }) => {
      const room = ["checkout", "move"].find((name) => moduleIds.some((id) => id.endsWith(`/${name}/index.js`)));
      return `booking-account.${room ?? "[name]"}.js`;
    },
  },
};

const widgetTypes = {
  input: "widget/dist/lib/index.d.ts",
  output: { file: "widget/dist/index.d.ts", format: "es" },
  external: ["lit", "@holdfast/sdk"],
  plugins: [dts()],
};

const accountTypes = {
  ...widgetTypes,
  input: "widget/dist/lib/account/index.d.ts",
  output: { file: "widget/dist/account.d.ts", format: "es" },
};

const sdk = {
  input: "sdk/dist/lib/index.js",
  // What hears changes is loaded when something is watched; without it, the watch asks.
  output: { dir: "sdk/dist", format: "es", sourcemap: true, entryFileNames: "holdfast.js", chunkFileNames: "holdfast.[name].js" },
  plugins: [nodeResolve({ browser: true }), minify()],
};

// A screen is loaded when it is first opened.
const ownerConsole = {
  input: { console: "examples/dist/console/main.js" },
  output: {
    dir: "examples/dist/console/bundle",
    format: "es",
    sourcemap: true,
    entryFileNames: "[name].js",
    chunkFileNames: "console.[name].js",
    hoistTransitiveImports: false,
  },
  plugins: [nodeResolve({ exportConditions: ["production", "browser"] }), minify()],
};

export default [widget, account, widgetTypes, accountTypes, sdk, ownerConsole];

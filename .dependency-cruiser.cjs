// Who may import whom. The folders are the architecture, and this keeps them so.
const inside = "^api/src/";
/** `from` may import only `to` (inside the API; packages are not restricted here). */
const only = (name, from, to) => ({
  name,
  severity: "error",
  from: { path: `${inside}${from}` },
  to: { path: inside, pathNot: `${inside}(${to})` },
});
const foundation = "errors|ids|keyring|recent|contract|deps\\.ts";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-circles", severity: "error", from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } } },
    { name: "domain-is-pure", severity: "error", from: { path: `${inside}domain/` }, to: { path: inside, pathNot: `${inside}domain/` } },
    { name: "domain-does-no-io", severity: "error", from: { path: `${inside}domain/` }, to: { dependencyTypes: ["core"], pathNot: "^(node:)?crypto$" } },
    only("contract-stands-alone", "contract/", "contract/|domain/"),
    only("queries-know-sql-and-values", "queries/", "queries/|database/|domain/|contract/|errors|operations/outbox/messages\\.ts"),
    only("views-shape-rows", "views/", "views/|queries/|domain/|contract/|keyring"),
    only("notifications-say-things", "notifications/", "notifications/|queries/|domain/|contract/|gateways/"),
    only("operations-know-no-http", "operations/", `operations/|domain/|queries/|views/|database/|gateways/|notifications/|${foundation}`),
    only("gateways-face-outwards", "gateways/", "gateways/|errors"),
    only("http-calls-operations", "http/", `http/|operations/|observability/|queries/clock|database/constraint-errors|${foundation}`),
    only("observability-looks-on", "observability/", "observability/|queries/|database/|errors|deps\\.ts"),
    only("workers-call-operations", "workers/", `workers/|operations/|queries/|observability/|${foundation}`),
    { name: "sdk-depends-on-nothing", severity: "error", from: { path: "^sdk/src/" }, to: { pathNot: "^sdk/src/" } },
    { name: "widget-uses-the-sdk", severity: "error", from: { path: "^widget/src/" }, to: { path: "^(api|examples)/" } },
    { name: "api-imports-neither", severity: "error", from: { path: "^api/" }, to: { path: "^(sdk|widget|examples)/" } },
    {
      name: "examples-use-published-names",
      severity: "error",
      from: { path: "^examples/", pathNot: "/e2e/|\\.test\\.ts$" },
      to: { path: "^(api|sdk|widget)/src/" },
    },
    { name: "only-the-demo-runs-the-api", severity: "error", from: { path: "^examples/", pathNot: "^examples/(demo/|.*\\.test\\.ts$)" }, to: { path: "^api/" } },
  ],
  options: {
    doNotFollow: { path: "node_modules|/dist/" },
    exclude: { path: "/dist/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "default"] },
  },
};

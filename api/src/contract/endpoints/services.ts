import { z } from "zod";
import { id, pageQuery } from "../common.js";
import { createService, service, serviceList, updateService } from "../services.js";
import { endpoint } from "./endpoint.js";

const tag = "Services";
const credentials = ["secret", "owner"] as const;
const params = z.object({ serviceId: id("service") });

export const serviceEndpoints = [
  endpoint({
    method: "post",
    path: "/v1/services",
    operationId: "createService",
    summary: "Offer a service",
    tag,
    credentials,
    idempotencyKey: true,
    body: createService,
    success: { status: 201, body: service },
    errors: [],
  }),
  endpoint({
    method: "patch",
    path: "/v1/services/{serviceId}",
    operationId: "updateService",
    summary: "Change a service",
    description: "Fields that are left out stay as they are. Live holds and bookings keep what they were promised.",
    tag,
    credentials,
    params,
    body: updateService,
    success: { status: 200, body: service },
    errors: [],
  }),
  endpoint({
    method: "delete",
    path: "/v1/services/{serviceId}",
    operationId: "archiveService",
    summary: "Archive a service",
    description: "It can't be booked any more; its bookings stay. Archiving it again is no error.",
    tag,
    credentials,
    params,
    success: { status: 204 },
    errors: [],
  }),
] as const;

/** What customers may read, too. */
export const catalogueEndpoints = [
  endpoint({
    method: "get",
    path: "/v1/services",
    operationId: "listServices",
    summary: "List services",
    description: "A publishable key sees active services alone.",
    tag: "Catalogue",
    credentials: ["publishable", "secret", "owner"],
    query: z.strictObject(pageQuery),
    success: { status: 200, body: serviceList },
    errors: [],
  }),
  endpoint({
    method: "get",
    path: "/v1/services/{serviceId}",
    operationId: "getService",
    summary: "Read a service",
    tag: "Catalogue",
    credentials: ["publishable", "secret", "owner"],
    params,
    success: { status: 200, body: service },
    errors: [],
  }),
] as const;

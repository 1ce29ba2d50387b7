/** Every database of a run is short-lived and its own, so this protects nothing. */
export const SECRET = "a secret of the bench, for databases that live for minutes";

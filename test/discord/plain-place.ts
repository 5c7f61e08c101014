/** What a request knows of the ready-made channels, and of members without roles. */
export const plainPlace = { parent: null, category: null, isAgeRestricted: false, roles: [] } as const;

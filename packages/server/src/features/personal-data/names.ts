/** What a customer loses besides the names and the e-mail. */
export const bareCustomer = { phone: null, address: null, company: null, note: null, externalId: null };

/** What a vehicle loses with its owner. */
export const bareVehicle = { vin: null, licensePlate: null, note: null, externalId: null };

export class Person { static join(..._: unknown[]): Promise<Person> { return Promise.reject(new Error()) } }

console.log('Lint, types and all tests on SQLite: usually 5 to 10 minutes on two idle cores.');

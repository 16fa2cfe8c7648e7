/** What every resource needs of HTTP: who calls, strict JSON, pages, entity tags. Imports nothing of the features. */
package io.egress.web;

/** What proxies report. */
package io.egress.status;

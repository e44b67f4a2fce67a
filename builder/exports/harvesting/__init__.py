"""What harvesters and search engines read: CKAN, data.json, feeds, sitemaps, links."""

## Pages that are only text: their texts stand in portal/texts
help-article-title = Help

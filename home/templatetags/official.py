from django import template

from home.importer.titles import quoted

register = template.Library()
# `{{ title|quoted }}`: 《…》 around a title, 〈〉 for the titles inside it.
register.filter("quoted", quoted)

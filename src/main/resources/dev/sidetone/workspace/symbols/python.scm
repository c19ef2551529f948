(class_definition name: (identifier) @name) @class
(function_definition name: (identifier) @name) @function
(module (expression_statement (assignment left: (identifier) @name)) @variable)
(module (expression_statement (assignment left: (pattern_list (identifier) @name))) @variable)
(module (if_statement consequence: (block (expression_statement (assignment left: (identifier) @name)) @variable)))
(module (try_statement body: (block (expression_statement (assignment left: (identifier) @name)) @variable)))
(class_definition body: (block (expression_statement (assignment left: (identifier) @name)) @field))
(type_alias_statement left: (type (identifier) @name)) @type
